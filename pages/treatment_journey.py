from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.journey_page import load_journey_page
from cdof_core.ui.treatment_journey import (
    show_journey,
    show_journey_choices,
    show_journey_headline,
    show_journey_sources,
)

ensure_frame()
page = load_journey_page()
show_journey_headline(page)
show_journey_choices(page)
show_journey(page)
show_journey_sources(page)

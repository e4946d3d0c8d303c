from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.value_calculator import show_published
from cdof_core.ui.value_for_money import (
    show_money,
    show_spend,
    show_value_headline,
    show_value_sources,
)
from cdof_core.ui.value_page import load_value_page
from cdof_core.ui.value_short import show_short

ensure_frame()
page = load_value_page()
show_value_headline(page)
show_spend(page)
show_short(page)
show_money(page)
show_published()
show_value_sources(page)

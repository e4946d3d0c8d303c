from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.harm_and_supply import (
    load_harm_page,
    show_deaths,
    show_demand,
    show_harm_headline,
    show_harm_sources,
    show_harms,
    show_nation,
    show_supply,
)
from cdof_core.ui.harm_crime import show_crime
from cdof_core.ui.harm_table import show_together
from cdof_core.ui.panels import show_no_data

ensure_frame()
view = load_harm_page()
show_harm_headline(view)
if view.is_empty:
    show_no_data("No figures for this area", why="No publication held here covers it.")
    end_page()
show_together(view)
show_demand(view)
show_deaths(view)
show_harms(view)
show_crime(view)
show_supply(view)
show_nation(view)
show_harm_sources(view)

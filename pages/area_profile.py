from cdof_core.ui.area_profile import (
    load_listed_profile,
    show_profile_choices,
    show_profile_files,
    show_profile_headline,
    show_profile_sources,
    show_profile_table,
)
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.panels import show_no_data

ensure_frame()
profile = load_listed_profile()
show_profile_headline(profile)
if profile.comparison.is_empty:
    show_profile_choices(profile)
    show_no_data("No figures for this area", why="No publication held here covers it.")
    end_page()
show_profile_choices(profile)
show_profile_table(profile)
show_profile_files(profile)
show_profile_sources(profile)

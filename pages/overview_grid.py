from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.overview_grid import (
    load_overview_grid,
    show_grid,
    show_grid_choices,
    show_grid_headline,
)
from cdof_core.ui.panels import show_no_data

ensure_frame()
grid = load_overview_grid()
show_grid_headline(grid)
show_grid_choices(grid)
if grid.is_empty:
    show_no_data("No figures to compare", why="No publication held here covers these areas.")
    end_page()
show_grid(grid)

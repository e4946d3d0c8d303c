import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.population import (
    load_population,
    show_ages,
    show_deprivation,
    show_ethnicity,
    show_population_sources,
    show_population_title,
)

ensure_frame()
population = load_population()
show_population_title(population)
ages, groups = st.columns(2, gap="medium")
with ages:
    show_ages(population)
with groups:
    show_ethnicity(population)
show_deprivation(population)
show_population_sources(population)

"""Combating drugs needs explorer: configures, lists the pages and runs the one asked for."""

from cdof_core.ui.frame import run_app

run_app()

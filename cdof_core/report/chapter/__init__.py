"""A whole chapter: templates, its computed parts, its audit, and every form it is taken away in."""

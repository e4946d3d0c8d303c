"""The find page: what is typed goes into the address, and results lead to pages."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open


def finder(app: AppTest) -> dict:
    """What the field and its results were given."""
    (found,) = [
        element
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("cdof_finder")
    ]
    return json.loads(found.proto.json)


def hrefs(app: AppTest, heading: str) -> dict[str, tuple[str, dict]]:
    """Pages and parameters that the results of one kind lead to, by their names."""
    groups = {group["heading"]: group["items"] for group in finder(app)["groups"]}
    found = {}
    for item in groups[heading]:
        parts = urlsplit(item["href"])
        found[item["name"]] = (parts.path, parse_qs(parts.query))
    return found


def test_results_lead_to_pages_with_the_choices_kept(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "find", area="E06000017", vs="dfe", q="heroin")
    number = hrefs(app, "Measures")["Opiate and crack users, number"]
    kept = {"area": ["E06000017"], "vs": ["dfe"]}
    assert number == ("indicator", kept | {"indicator": ["ocu_number"]})
    assert hrefs(app, "Terms")["Opiate"] == ("about", kept | {"q": ["Opiate"]})


def test_an_area_is_chosen_and_nothing_else_changes(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "find", area="E06000017", levels="5", q="Beds")
    area = hrefs(app, "Areas")["Luton"]
    assert area == ("./", {"area": ["E06000032"], "levels": ["5"]})


def test_the_term_of_a_link_is_explained_on_the_about_page(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "about", area="E06000017", q="Naloxone")
    assert "Naloxone" in [heading.value for heading in app.subheader]


def test_nothing_typed_and_nothing_found_say_what_to_do(
    snapshot_path: Path, open_app: Open
) -> None:
    assert finder(open_app(snapshot_path, "find"))["summary"].startswith("Type the name")
    nothing = finder(open_app(snapshot_path, "find", q="zzzzzz"))
    assert nothing["groups"] == []
    assert nothing["summary"].startswith("Nothing is called this")


def test_a_snapshot_without_figures_finds_its_areas(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, "find", area="E06000056", q="bedford")
    assert set(hrefs(app, "Areas")) == {"Bedford", "Central Bedfordshire"}


def test_what_explains_several_results_is_said_once(snapshot_path: Path, open_app: Open) -> None:
    found = finder(open_app(snapshot_path, "find", q="heroin"))
    reasons = [item["why"] for group in found["groups"] for item in group["items"]]
    assert "Heroin is counted among opiates." not in reasons
    assert found["summary"].endswith(" results. Heroin is counted among opiates.")

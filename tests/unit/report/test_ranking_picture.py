from cdof_core.report.ranking_picture import benchmark_label, ranked_rows, ranking_picture

RATE = "deaths_drug_misuse_3y_rate"


def test_the_highest_stands_first(view):
    rows = ranked_rows(view(RATE))
    assert rows["value"].is_monotonic_decreasing
    assert list(rows["place"]) == list(range(1, 144))


def test_areas_without_a_usable_value_are_told_of_not_drawn(view):
    shown = view(RATE)
    assert len(ranked_rows(shown)) == shown.coverage.shown == 143
    words = ranking_picture(shown, source="").wording.measure
    assert "143 of 153 authorities shown" in words
    assert "8 withheld for small numbers" in words


def test_the_chosen_area_has_its_value_beside_it_in_a_long_ranking(view):
    rows = ranked_rows(view(RATE))
    assert rows.loc[rows["is_chosen"], "label"].tolist() == ["5.5"]
    assert (rows.loc[~rows["is_chosen"], "label"] == "").all()


def test_a_short_ranking_has_all_its_values(view):
    bedford = view(RATE)
    rows = ranked_rows(bedford, only=bedford.places.region.members)
    assert (rows["label"] != "").all()


def test_a_ranking_of_the_region_counts_its_own_authorities(view):
    bedford = view(RATE)
    region = bedford.places.region
    picture = ranking_picture(bedford, source="", only=region.members, group_name=region.label)
    # The East of England has 11 upper-tier authorities; Thurrock's rate is withheld.
    assert picture.wording.measure.endswith(
        "East of England: 10 of 11 authorities shown; 1 withheld for small numbers."
    )
    rows = picture.on_screen().to_dict()["datasets"]["areas"]
    assert len(rows) == 10


def test_a_long_ranking_can_be_drawn_in_part_and_says_so(view):
    bedford = view(RATE)
    whole = ranking_picture(bedford, source="", most=200)
    part = ranking_picture(bedford, source="", most=14)
    rows = part.on_screen().to_dict()["datasets"]["areas"]
    assert len(whole.on_screen().to_dict()["datasets"]["areas"]) == 143
    assert len(rows) == 14
    assert any(row["area_name"] == "Bedford" for row in rows)
    assert part.part.endswith("of 143 are drawn.")
    assert part.part in part.wording.description
    assert part.wording.finding == whole.wording.finding
    assert whole.part == ""


def test_the_first_of_a_long_ranking_is_drawn_with_those_behind_it(view):
    highest = ranked_rows(view(RATE)).iloc[0]
    part = ranking_picture(view(RATE, area=highest["area_code"]), source="", most=5)
    assert part.part == "Only places 1 to 5 of 143 are drawn."


def test_the_chosen_area_is_in_every_ranking(view):
    rows = ranked_rows(view(RATE), only=["E06000001"])
    assert set(rows["area_code"]) == {"E06000001", "E06000055"}


def test_a_partnership_stands_beside_its_members(view):
    pooled = view("cin_parent_drug", area="E06000055+E06000056")
    rows = ranked_rows(pooled)
    assert set(rows.loc[rows["is_chosen"], "area_code"]) == {
        "E06000055",
        "E06000056",
        "E06000055+E06000056",
    }


def test_the_title_says_the_finding(view):
    words = ranking_picture(view(RATE), source="Source: ONS.").wording
    # ONS, 2019 to 2021: 62 published rates of today's authorities are above Bedford's 5.5, and
    # two equal it.
    assert words.finding == (
        "Bedford is joint 63rd of 143 authorities with a figure, highest first: 5.5 per 100,000"
    )
    assert words.source == "Source: ONS."
    assert words.description.startswith("Bar chart of 143 areas ranked by the age-standardised")
    assert ", the highest, to " in words.description
    assert "similar to England. Place 63 of 143, the highest first." in words.description


def test_the_benchmark_is_named_with_its_value(view):
    # ONS: England 5.1 deaths from drug misuse per 100,000, 2019 to 2021.
    assert benchmark_label(view(RATE)) == "England 5.1"


def test_the_axis_writes_a_lone_sign_out(view):
    specification = ranking_picture(view("cin_parent_drug"), source="").on_screen().to_dict()
    titles = {layer["encoding"].get("x", {}).get("title") for layer in specification["layer"]}
    assert "per cent" in titles


def test_numbers_are_ranked_without_the_countrys_own(view):
    counts = ranking_picture(view("deaths_drug_misuse_count"), source="").on_screen()
    assert counts.to_dict()["datasets"]["benchmark"] == []
    rates = ranking_picture(view(RATE), source="").on_screen().to_dict()
    # England's rate of 2019-21 as ONS publishes it.
    assert rates["datasets"]["benchmark"] == [{"value": 5.1, "name": "England 5.1"}]


def test_the_title_says_the_place_in_the_group_shown(view):
    bedford = view(RATE)
    region, neighbours = bedford.places.region, bedford.places.neighbours
    # ONS, 2019 to 2021: Bedford 5.5, Southend-on-Sea 5.3, Suffolk 4.4; Thurrock is withheld.
    assert ranking_picture(
        bedford, source="", only=region.members, group_name=region.label
    ).wording.finding == (
        "Bedford is 1st of 10 in the East of England, highest first: 5.5 per 100,000"
    )
    said = ranking_picture(
        bedford, source="", only=neighbours.members, group_name=neighbours.label
    ).wording.finding
    assert "among its DfE statistical neighbours and itself, highest first" in said


def test_equal_values_share_a_place(view):
    # ONS, 2019 to 2021: Peterborough and Norfolk 4.2, behind Bedford, Southend-on-Sea and Suffolk.
    norfolk = view(RATE, area="E10000020")
    region = norfolk.places.region
    words = ranking_picture(norfolk, source="", only=region.members, group_name=region.label)
    assert words.wording.finding.startswith("Norfolk is joint 4th of 10 in the East of England")


def test_numbers_have_no_place(view):
    words = ranking_picture(view("deaths_drug_misuse_count"), source="").wording
    assert words.finding.startswith("Bedford: ")

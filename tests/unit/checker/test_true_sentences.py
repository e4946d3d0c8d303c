"""True sentences of a needs assessment that look like errors of prose are left alone."""

import pytest

TWO_PLACES = (
    "Services in Bedford saw a total of 300 clients, 120 for opiates and 90 for alcohol.",
    "Deaths in Bedford came to a total of 60 people, 45 by poisoning and 20 with alcohol.",
    "Staff in Luton saw a total of 300 clients, 120 of them men and 90 with children.",
    "Public Health England reported that Bedford had a total of 300 clients, 120 in prison and 90 "
    "at home.",
    "Turning Point saw twice as many men in Bedford, 120 for opiates and 90 for alcohol.",
    "Hospitals in Luton treated twice as many, 45 in one ward and 40 in another.",
    "Naloxone in Kilnford reached a total of 300 homes, 120 by post and 90 by hand.",
    "Crack users in Luton were together 80, 45 with opiates and 30 with alcohol.",
    "Bedford had 45 deaths and Luton 30, with twice as many men as women among them.",
    "Men in Bedford waited 21 days against 18 for women, a difference of 5 since Spring.",
    "Police in Kilnford made 45 arrests, 10 more than Harrowden expected, and gave 20 cautions.",
    "Life expectancy was 82 in Bedford and 78 in Luton, a gap of 5 years.",
    "Kilnford had 45 beds for 90 people and a total of 200 referrals to Turning Point.",
    "Change Grow Live treated a total of 300 people in Luton, 120 by day and 90 by night.",
    "Northvale had 45 deaths and Eastmere had 30, half as many men.",
)
TWO_PLACES_WRONG = (
    "Northvale's 45 deaths and Eastmere's 30 give a total of 85.",  # 75
    "Harrowden saw 45 deaths and Kilnford saw 30, a gap of 25.",  # 15
)
ONE_WHOLE = (
    "Use of cannabis was reported by 40% of people aged 16 to 24, 35% aged 25 to 34 and 30% aged "
    "35 and over.",
    "Prevalence was 40% at ages 16 to 24, 35% at ages 25 to 34 and 30% at ages 35 and over.",
    "Among cannabis users 40% of people aged 16 to 24 were in work, 35% aged 25 to 34 and 30% "
    "aged 35 and over.",
    "Kits were distributed to 80% of clients, 70% carried one and 60% had used one.",
    "The distribution of kits covered 45% of hostels, 40% of pharmacies and 30% of clients.",
    "Naloxone was consistently carried by 45%, kept at home by 40% and shown to a friend by 30%.",
    "Relationship breakdown was named by 45%, debt by 40% and eviction by 30%.",
    "Relationships had broken down for 45%, tenancies for 40% and work for 30%.",
    "Opinion was divided: 45% wanted a longer day, 40% a nearer site and 30% an evening.",
    "By main substance, the share with a mental health need was 65% for opiates, 70% for alcohol "
    "and 72% for cannabis.",
    "Comprehensive plans were seen for 45%, risk plans for 40% and recovery plans for 30%.",
    "Teams made up of volunteers and nurses ran all year; 45% of sites had a nurse, 40% a peer "
    "and 30% a doctor.",
    "Men were 70% of clients in the year, 45% were over 40 and the remaining 30% were women.",
    "Opiates led with 45%, then alcohol with 30% and the other main drug, cannabis, with 20%.",
    "Some 60% stayed in treatment, 10% died and of the remaining clients 55% returned.",
    "About 40% left successfully, around 35% dropped out and the remaining 30% moved away.",
)
ONE_WHOLE_WRONG = (
    "The caseload is broken down as opiates (52%), alcohol (31%) and non-opiates (28%).",  # 111
    "The age distribution was 45% under 30, 38% in their thirties and 27% older.",  # 110
    "Some 48% left successfully, 31% dropped out and the others (31%) were transferred.",  # 110
)
IN_WORDS = (
    "One hundred and ten of the 200 clients (55%) were men.",
    "Of the 2,500 adults, one thousand two hundred and fifty (50%) were men.",
    "Of the 500,000 residents, two hundred and fifty thousand (50%) were men.",
    "Of the 24,000 residents, twelve thousand (50%) were men.",
    "Of the 24,000 residents, twelve thousand and thirty (50%) were men.",
    "Twelve and a half thousand of the 25,000 residents (50%) are men.",
    "Deaths rose from one hundred and ten in 2021 to one hundred and sixty-five in 2022, an "
    "increase of 50%.",
    "Of the 220 people who died, one hundred and ten (50%) were known to services.",
    "A quarter of 2023 referrals (45) came from GPs.",
    "Two thirds of 2022 leavers, 45 people, had a home.",
    "A third of 2022/23 starters (41) had used before.",
    "More than half of the 240 clients (180) were men.",
    "Less than half of the 240 clients (90) were parents.",
    "At least one in five of the 240 clients (90) had no home.",
    "Half of the 240 clients live with children, 40 people, or alone.",
    "Half of the 240 clients had a partner (95), who may use too.",
    "The second quarter of 240 referrals (30) was late.",
    "A third of the 120 referrals came from GPs, 25 of them, in March.",
)
IN_WORDS_WRONG = (
    "One hundred and ten of the 200 clients (45%) were men.",  # 55%
    "Of the 2,500 adults, one thousand two hundred and fifty (60%) were men.",  # 50%
    "More than half of the 240 clients (90) were men.",  # 38%
)
SAID_TWICE = (
    ("There were 185,000 adult residents in Bedford in 2023.",
     "In 2023 Bedford had 185,224 adult residents."),
    ("Harrowden spent £185,000 on drug treatment in 2022/23.",
     "Spend on drug treatment in Harrowden was £185,224 in 2022/23."),
    ("There were 1,200 adults in treatment in Northvale in 2022/23.",
     "In 2022/23, Northvale had 1,204 adults in treatment."),
    ("There were 410 adults in treatment in Northvale in 2022/23.",
     "In 2022/23, Northvale had 412 adults in treatment."),
    ("In 2023, 62% of opiate users in Northvale were men.",
     "In 2023, 38% of men in Northvale were opiate users."),
    ("In 2023, 30% of people who died of poisoning in Northvale were women.",
     "In 2023, 12% of women in Northvale died of poisoning."),
    ("Among women in Northvale 38% were opiate users in 2023.",
     "Among opiate users in Northvale 30% were women in 2023."),
    ("Referrals from drug services in Northvale were 45 in 2023.",
     "Referrals to drug services in Northvale were 30 in 2023."),
    ("The rate of drug deaths in Northvale in 2021-23 was 12.3.",
     "The number of drug deaths in Northvale in 2021-23 was 45."),
    ("The median wait for drug treatment in Northvale in 2023 was 12 days.",
     "The mean wait for drug treatment in Northvale in 2023 was 15 days."),
    ("# Men\n\nThere were 45 drug poisoning deaths in Northvale in 2023.",
     "# Women\n\nThere were 20 drug poisoning deaths in Northvale in 2023."),
    ("# Opiates\n\nIn 2023, 46% of clients in Northvale completed treatment in time.",
     "# Alcohol\n\nIn 2023, 60% of clients in Northvale completed treatment in time."),
)  # fmt: skip
SAID_TWICE_WRONG = (
    ("There were 185,000 adult residents in Northvale in 2023.",
     "In 2023 Northvale had 158,224 adult residents."),
    ("There were 410 adults in treatment in Northvale in 2022/23.",
     "In 2022/23, Northvale had 401 adults in treatment."),
    ("# Deaths\n\nThere were 45 drug poisoning deaths in Northvale in 2023.",
     "# Summary\n\nIn 2023 there were 54 drug poisoning deaths in Northvale."),
)  # fmt: skip


@pytest.mark.parametrize("text", [*TWO_PLACES, *ONE_WHOLE, *IN_WORDS])
def test_a_true_sentence_is_left_alone(check, text):
    assert check(text) == ()


@pytest.mark.parametrize("text", [*TWO_PLACES_WRONG, *ONE_WHOLE_WRONG, *IN_WORDS_WRONG])
def test_a_false_sentence_like_them_is_still_found(check, text):
    assert len(check(text)) == 1


@pytest.mark.parametrize("texts", SAID_TWICE)
def test_two_true_sentences_are_left_alone(check, texts):
    assert check("\n\n".join(texts)) == ()


@pytest.mark.parametrize("texts", SAID_TWICE_WRONG)
def test_two_sentences_that_contradict_each_other_are_still_found(check, texts):
    assert len(check("\n\n".join(texts))) == 1

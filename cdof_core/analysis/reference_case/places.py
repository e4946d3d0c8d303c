"""Where the Bedford chapter and the Essex report put their figures, by code and as they say it."""

from typing import Final

BEDFORD: Final = "E06000055"
BEDFORDSHIRE: Final = "X-BEDFORDSHIRE"
CLUSTER_B: Final = "X-CLUSTER-B"
EAST_OF_ENGLAND: Final = "E12000006"
ENGLAND: Final = "E92000001"

PLACE_NAMES: Final = {
    BEDFORD: "Bedford",
    BEDFORDSHIRE: "Bedfordshire",
    CLUSTER_B: "Cluster B",
    EAST_OF_ENGLAND: "East",
    ENGLAND: "England",
}

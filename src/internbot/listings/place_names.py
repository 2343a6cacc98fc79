"""Names of places that people write and the gazetteer does not list; all keys are folded (`gazetteer.place_key`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# name -> (its name in the gazetteer, country)
CITY_ALIASES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "nyc": ("New York City", "US"),
        "new york": ("New York City", "US"),
        "new york ny": ("New York City", "US"),
        "sf": ("San Francisco", "US"),
        "san fran": ("San Francisco", "US"),
        "la": ("Los Angeles", "US"),
        "dc": ("Washington", "US"),
        "washington dc": ("Washington", "US"),
        "philly": ("Philadelphia", "US"),
        "vegas": ("Las Vegas", "US"),
        "saint louis": ("St. Louis", "US"),
        "saint paul": ("St. Paul", "US"),
        "ft worth": ("Fort Worth", "US"),
        "ft lauderdale": ("Fort Lauderdale", "US"),
        "quebec city": ("Québec", "CA"),
        "mexico city": ("Mexico City", "MX"),
        "cdmx": ("Mexico City", "MX"),
        "bangalore": ("Bengaluru", "IN"),
        "banglore": ("Bengaluru", "IN"),
        "bombay": ("Mumbai", "IN"),
        "calcutta": ("Kolkata", "IN"),
        "madras": ("Chennai", "IN"),
        "gurgaon": ("Gurugram", "IN"),
        "mysore": ("Mysuru", "IN"),
        "trivandrum": ("Thiruvananthapuram", "IN"),
        "cochin": ("Kochi", "IN"),
        "vizag": ("Visakhapatnam", "IN"),
        "ho chi minh": ("Ho Chi Minh City", "VN"),
        "saigon": ("Ho Chi Minh City", "VN"),
        "tel aviv yafo": ("Tel Aviv", "IL"),
        "cologne": ("Köln", "DE"),
        "munchen": ("Munich", "DE"),
        "nurnberg": ("Nuremberg", "DE"),
        "wien": ("Vienna", "AT"),
        "geneve": ("Geneva", "CH"),
        "genf": ("Geneva", "CH"),
        "torino": ("Turin", "IT"),
        "milano": ("Milan", "IT"),
        "roma": ("Rome", "IT"),
        "firenze": ("Florence", "IT"),
        "napoli": ("Naples", "IT"),
        "genova": ("Genoa", "IT"),
        "seville": ("Sevilla", "ES"),
        "lisboa": ("Lisbon", "PT"),
        "den haag": ("The Hague", "NL"),
        "antwerpen": ("Antwerp", "BE"),
        "ghent": ("Gent", "BE"),
        "bruxelles": ("Brussels", "BE"),
        "brussel": ("Brussels", "BE"),
        "kobenhavn": ("Copenhagen", "DK"),
        "goteborg": ("Gothenburg", "SE"),
        "warszawa": ("Warsaw", "PL"),
        "praha": ("Prague", "CZ"),
        "bucuresti": ("Bucharest", "RO"),
        "beograd": ("Belgrade", "RS"),
        "athina": ("Athens", "GR"),
        "kiev": ("Kyiv", "UA"),
    }
)

# name -> ISO 3166-2 code of the region that it is a part of
REGION_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "bay area": "US-CA",
        "sf bay area": "US-CA",
        "san francisco bay area": "US-CA",
        "silicon valley": "US-CA",
        "southern california": "US-CA",
        "northern california": "US-CA",
        "dallas fort worth": "US-TX",
        "dallas fort worth metroplex": "US-TX",
        "dfw": "US-TX",
        "research triangle": "US-NC",
        "research triangle park": "US-NC",
        "northern virginia": "US-VA",
        "upstate new york": "US-NY",
        "ont": "CA-ON",
        "nf": "CA-NL",
    }
)

COUNTRY_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "america": "US",
        "the states": "US",
        "holland": "NL",
        "south korea": "KR",
        "korea": "KR",
        "great britain": "GB",
    }
)

# label -> group of countries or macroregion that the gazetteer has
AREA_ALIASES: Mapping[str, str] = MappingProxyType(
    {"eu": "european union", "latam": "latin america", "southeast asia": "southeast asia"}
)

# Parts of the world of which no list of countries is kept, and which are no city of the same name.
LOOSE_AREAS = frozenset(
    {
        "apac",
        "emea",
        "amer",
        "americas",
        "the americas",
        "na",
        "mena",
        "asia pacific",
        "dach",
        "nordics",
        "benelux",
    }
)

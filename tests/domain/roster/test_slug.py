"""Ids made of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.roster.slug import is_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Museum of Little Things", "museum-of-little-things"),
        ("Aino Kärkkäinen", "aino-karkkainen"),
        ("Teachers' Guild O’Neill", "teachers-guild-oneill"),
        ("Łódź & Straße", "lodz-strasse"),
        ("Ольга Їжак", "olga-izhak"),
        ("Μουσείο", "moyseio"),
        ("박물관", "bagmulgwan"),
        ("博物馆", "org"),
        ("🎉", "org"),
    ],
)
def test_a_name_in_any_script_gets_an_id_in_plain_letters(name: str, slug: str) -> None:
    assert slug_of(name, otherwise="org", taken=()) == slug


def test_a_taken_id_gets_a_number() -> None:
    assert slug_of("Aino", otherwise="person", taken={"aino", "aino-2"}) == "aino-3"


@given(name=st.text(max_size=300))
def test_what_is_made_of_any_text_may_be_an_id(name: str) -> None:
    assert is_slug(slug_of(name, otherwise="org", taken={"org", "a"}))

"""What the site's values answer."""

from __future__ import annotations

import pytest

from tests import make


@pytest.mark.parametrize(
    ("template", "service", "address"),
    [
        ("https://a.example/r/{service}/{screen}", "water", "https://a.example/r/water/hall"),
        ("https://a.example/r/{service}/{screen}", None, "https://a.example/r/hall"),
        ("https://a.example/r/{screen}/{service}?l={language}", None,
         "https://a.example/r/hall?l=fr"),
        ("https://a.example/{screen}/{service}/{notice}", "water", "https://a.example/hall/water"),
        ("https://a.example/?s={service}&l={language}", None, "https://a.example/?s=&l=fr"),
        ("https://a.example/{screen}.{service}", None, "https://a.example/hall."),
    ],
)  # fmt: skip
def test_a_complaint_address_has_no_empty_part_of_a_path(
    template: str, service: str | None, address: str
) -> None:
    screen = make.screen()
    site = make.site(complaint_url=template, screens=(screen,))
    assert site.complaint_address(screen, service=service, notice=None, language="fr") == address

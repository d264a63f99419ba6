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


def test_what_a_complaint_address_carries_is_percent_encoded() -> None:
    screen = make.screen()
    water = make.service("water", code="eau & égout/25 %")
    template = "https://a.example/{service}?n={notice}&l={language}"
    site = make.site(complaint_url=template, services=(water,), screens=(screen,))
    notice = "commune/urn:x?a=1&b=قطع"
    address = site.complaint_address(screen, service="water", notice=notice, language="ar-MA")
    assert address == (
        "https://a.example/eau%20%26%20%C3%A9gout%2F25%20%25"
        "?n=commune%2Furn%3Ax%3Fa%3D1%26b%3D%D9%82%D8%B7%D8%B9&l=ar-MA"
    )

"""Reads metrics twice with Prometheus's own parser, and checks what it cannot know: that counters
do not go back and that buckets add up. Prints name and type of each family."""

import sys
import urllib.request

from prometheus_client.parser import text_string_to_metric_families


def scrape(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url) as response:
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return list(text_string_to_metric_families(response.read().decode()))


def samples(families):
    return {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for family in families
        for s in family.samples
    }


first = scrape(sys.argv[1])
second = scrape(sys.argv[1])
before, after = samples(first), samples(second)
for family in second:
    assert family.documentation, family.name
    assert family.type != "unknown", family.name
    print(family.name, family.type)
    for s in family.samples:
        key = (s.name, tuple(sorted(s.labels.items())))
        if family.type in ("counter", "histogram"):
            assert s.value >= before.get(key, 0), key
        if family.type == "counter":
            assert s.name.endswith("_total"), s.name
        if s.name.endswith("_bucket"):
            labels = {k: v for k, v in s.labels.items() if k != "le"}
            count = after[(family.name + "_count", tuple(sorted(labels.items())))]
            assert s.value <= count, key
            if s.labels["le"] == "+Inf":
                assert s.value == count, key

"""Fetches a URL through a proxy and prints the body.

    client.py requests|urllib|socks PROXY CA URL

requests: with PySocks for SOCKS. urllib: of the standard library, for HTTP proxies alone.
socks: a socket of PySocks in the place of the standard one, for plain HTTP.
"""

import ssl
import sys
import urllib.request
from http.client import HTTPConnection
from urllib.parse import urlsplit

import requests
import socks

TIMEOUT = 20


def by_requests(proxy, ca, url):
    with requests.Session() as session:
        session.trust_env = False
        proxies = {"http": proxy, "https": proxy}
        response = session.get(url, proxies=proxies, verify=ca, timeout=TIMEOUT)
        response.raise_for_status()
        return response.text


def by_urllib(proxy, ca, url):
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"https": proxy}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca)),
    )
    with opener.open(url, timeout=TIMEOUT) as response:
        return response.read().decode()


def by_socks(proxy, ca, url):
    kinds = {"socks4": socks.SOCKS4, "socks5": socks.SOCKS5, "http": socks.HTTP}
    via, target = urlsplit(proxy), urlsplit(url)
    connection = HTTPConnection(target.hostname, target.port)
    connection.sock = socks.create_connection(
        (target.hostname, target.port),
        timeout=TIMEOUT,
        proxy_type=kinds[via.scheme],
        proxy_addr=via.hostname,
        proxy_port=via.port,
        proxy_username=via.username,
        proxy_password=via.password,
    )
    connection.request("GET", target.path)
    return connection.getresponse().read().decode()


WAYS = {"requests": by_requests, "urllib": by_urllib, "socks": by_socks}

if __name__ == "__main__":
    way, *arguments = sys.argv[1:]
    sys.stdout.write(WAYS[way](*arguments))

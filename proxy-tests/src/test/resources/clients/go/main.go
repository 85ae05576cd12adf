// Fetches a URL through a proxy and prints the body.
//
//	client transport|dialer PROXY CA URL
//
// transport: net/http's own way. dialer: golang.org/x/net/proxy, which knows SOCKS 5 alone.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"golang.org/x/net/proxy"
)

func main() {
	log.SetFlags(0)
	way, address, ca, target := os.Args[1], os.Args[2], os.Args[3], os.Args[4]

	transport := &http.Transport{TLSClientConfig: trusting(ca)}
	through(transport, way, parsed(address))
	client := http.Client{Transport: transport, Timeout: 20 * time.Second}
	response, err := client.Get(target)
	check(err)
	defer response.Body.Close()
	_, err = io.Copy(os.Stdout, response.Body)
	check(err)
}

func through(transport *http.Transport, way string, address *url.URL) {
	switch way {
	case "transport":
		transport.Proxy = http.ProxyURL(address)
	case "dialer":
		dialer, err := proxy.FromURL(address, proxy.Direct)
		check(err)
		transport.DialContext = dialer.(proxy.ContextDialer).DialContext
	default:
		log.Fatalf("unknown way: %s", way)
	}
}

func parsed(address string) *url.URL {
	result, err := url.Parse(address)
	check(err)
	return result
}

func trusting(file string) *tls.Config {
	pem, err := os.ReadFile(file)
	check(err)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	return &tls.Config{RootCAs: roots}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

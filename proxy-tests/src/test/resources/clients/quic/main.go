// Carries bytes over HTTP/3 through SOCKS 5 UDP, both ways, and checks them:
// client PROXY-HOST PROXY-PORT USER PASSWORD BYTES
//
// The server is here, too, since few machines have one.
package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

func main() {
	log.SetFlags(0)
	size, err := strconv.Atoi(os.Args[5])
	check(err)
	certificate, roots := selfSigned()
	server, address := serve(certificate)
	defer server.Close()

	socket, err := associate(net.JoinHostPort(os.Args[1], os.Args[2]), os.Args[3], os.Args[4])
	check(err)
	defer socket.Close()
	transport := &quic.Transport{Conn: socket}
	defer transport.Close()
	dial := func(ctx context.Context, _ string, t *tls.Config, q *quic.Config) (*quic.Conn, error) {
		return transport.Dial(ctx, address, t, q)
	}
	client := &http.Client{
		Timeout:   time.Minute,
		Transport: &http3.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, Dial: dial},
	}

	payload := make([]byte, size)
	_, err = rand.Read(payload)
	check(err)
	url := fmt.Sprintf("https://localhost:%d/", address.(*net.UDPAddr).Port)
	response, err := client.Post(url, "application/octet-stream", bytes.NewReader(payload))
	check(err)
	back, err := io.ReadAll(response.Body)
	check(err)
	fmt.Println(response.Proto, response.StatusCode, len(back), bytes.Equal(payload, back))
}

// serve answers each request with its body.
func serve(certificate tls.Certificate) (*http3.Server, net.Addr) {
	listener, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	server := &http3.Server{
		TLSConfig: http3.ConfigureTLSConfig(&tls.Config{Certificates: []tls.Certificate{certificate}}),
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			check(err)
			w.Write(body)
		}),
	}
	go server.Serve(listener)
	return server, listener.LocalAddr()
}

func selfSigned() (tls.Certificate, *x509.CertPool) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		DNSNames:     []string{"localhost"},
		IsCA:         true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	leaf, err := x509.ParseCertificate(der)
	check(err)
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

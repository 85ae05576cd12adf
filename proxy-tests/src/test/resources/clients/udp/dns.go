// Asks a DNS server for an A record through SOCKS 5 UDP, with Go's own resolver on top of it:
// dns PROXY-HOST PROXY-PORT SERVER-IP PORT NAME
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"
	"net/netip"
	"os"
	"time"
)

// framed is a UDP socket to the relay whose datagrams all go to one target.
type framed struct {
	*net.UDPConn
	header []byte
}

func (f framed) Write(b []byte) (int, error) {
	if _, err := f.UDPConn.Write(append(append([]byte{}, f.header...), b...)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (f framed) Read(b []byte) (int, error) {
	datagram := make([]byte, 65535)
	n, err := f.UDPConn.Read(datagram)
	if err != nil {
		return 0, err
	}
	if n < len(f.header) || string(datagram[:len(f.header)]) != string(f.header) {
		return 0, fmt.Errorf("not from the target: % x", datagram[:n])
	}
	return copy(b, datagram[len(f.header):n]), nil
}

func main() {
	log.SetFlags(0)
	args := os.Args[1:]
	control, err := net.DialTimeout("tcp", net.JoinHostPort(args[0], args[1]), 10*time.Second)
	check(err)
	defer control.Close()
	_, err = control.Write([]byte{5, 1, 0, 5, 3, 0, 1, 0, 0, 0, 0, 0, 0})
	check(err)
	reply := make([]byte, 12)
	_, err = io.ReadFull(control, reply)
	check(err)
	if reply[3] != 0 {
		log.Fatalf("refused: % x", reply)
	}
	relay := &net.UDPAddr{IP: reply[6:10], Port: int(binary.BigEndian.Uint16(reply[10:]))}

	server := netip.MustParseAddrPort(net.JoinHostPort(args[2], args[3]))
	ip := server.Addr().As4()
	header := append([]byte{0, 0, 0, 1}, ip[:]...)
	header = binary.BigEndian.AppendUint16(header, server.Port())

	resolver := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		socket, err := net.DialUDP("udp", nil, relay)
		return framed{socket, header}, err
	}}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	addresses, err := resolver.LookupNetIP(ctx, "ip4", args[4]+".")
	check(err)
	fmt.Println(relay.IP, addresses[0])
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

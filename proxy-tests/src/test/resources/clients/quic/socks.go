package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"time"
)

// relayed is a socket whose datagrams pass the relay of a SOCKS 5 proxy.
type relayed struct {
	net.PacketConn
	control net.Conn
	relay   net.Addr
}

// associate asks a proxy for a relay, with a user and a password if there is a user.
func associate(proxy, user, password string) (*relayed, error) {
	control, err := net.DialTimeout("tcp", proxy, 10*time.Second)
	if err != nil {
		return nil, err
	}
	method := byte(0)
	if user != "" {
		method = 2
	}
	if err := talk(control, []byte{5, 1, method}, []byte{5, method}); err != nil {
		return nil, err
	}
	if user != "" {
		login := append([]byte{1, byte(len(user))}, user...)
		login = append(append(login, byte(len(password))), password...)
		if err := talk(control, login, []byte{1, 0}); err != nil {
			return nil, err
		}
	}
	if err := talk(control, []byte{5, 3, 0, 1, 0, 0, 0, 0, 0, 0}, []byte{5, 0, 0, 1}); err != nil {
		return nil, err
	}
	bound := make([]byte, 6)
	if _, err := io.ReadFull(control, bound); err != nil {
		return nil, err
	}
	socket, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	relay := &net.UDPAddr{IP: bound[:4], Port: int(binary.BigEndian.Uint16(bound[4:]))}
	return &relayed{socket, control, relay}, nil
}

func talk(control net.Conn, say, expected []byte) error {
	if _, err := control.Write(say); err != nil {
		return err
	}
	answer := make([]byte, len(expected))
	if _, err := io.ReadFull(control, answer); err != nil {
		return err
	}
	if string(answer) != string(expected) {
		return fmt.Errorf("the proxy answers % x", answer)
	}
	return nil
}

func (r *relayed) WriteTo(b []byte, to net.Addr) (int, error) {
	target := to.(*net.UDPAddr)
	datagram := append([]byte{0, 0, 0, 1}, target.IP.To4()...)
	datagram = binary.BigEndian.AppendUint16(datagram, uint16(target.Port))
	if _, err := r.PacketConn.WriteTo(append(datagram, b...), r.relay); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (r *relayed) ReadFrom(b []byte) (int, net.Addr, error) {
	datagram := make([]byte, 65535)
	n, _, err := r.PacketConn.ReadFrom(datagram)
	if err != nil {
		return 0, nil, err
	}
	if n < 10 || datagram[3] != 1 {
		return 0, nil, fmt.Errorf("not an answer from IPv4: % x", datagram[:n])
	}
	source := &net.UDPAddr{
		IP:   append(net.IP{}, datagram[4:8]...),
		Port: int(binary.BigEndian.Uint16(datagram[8:10])),
	}
	return copy(b, datagram[10:n]), source, nil
}

func (r *relayed) Close() error {
	r.control.Close()
	return r.PacketConn.Close()
}

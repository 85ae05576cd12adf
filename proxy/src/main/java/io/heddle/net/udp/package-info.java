/// UDP sockets that send and receive several datagrams in one system call, where Linux can do so.
package io.heddle.net.udp;

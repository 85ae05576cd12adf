/// Virtual threads that wait for sockets, and the scheduler that runs them.
package io.heddle.net.scheduler;

/** Network policies as functions of time, and the transport over real sockets. */
package dev.candlewick.sources.net;

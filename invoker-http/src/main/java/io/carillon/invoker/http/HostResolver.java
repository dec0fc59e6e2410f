package io.carillon.invoker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks a name up. May block for as long as the system's resolver does. Thread-safe. */
@FunctionalInterface
interface HostResolver {
  /** The system's own, so that /etc/hosts and search domains mean what they mean elsewhere. */
  HostResolver SYSTEM = InetAddress::getAllByName;

  InetAddress[] resolve(String host) throws UnknownHostException;
}

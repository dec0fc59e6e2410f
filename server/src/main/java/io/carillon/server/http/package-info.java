/** The HTTP front: guards, routing, reading requests, writing answers and problems. */
@NullMarked
package io.carillon.server.http;

import org.jspecify.annotations.NullMarked;

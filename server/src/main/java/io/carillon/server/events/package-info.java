/** Server-sent events: bounded, rate-capped, lossy. */
@NullMarked
package io.carillon.server.events;

import org.jspecify.annotations.NullMarked;

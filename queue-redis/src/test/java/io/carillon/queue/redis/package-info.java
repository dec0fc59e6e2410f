/** Tests of the queue on Redis, against real servers. */
@NullMarked
package io.carillon.queue.redis;

import org.jspecify.annotations.NullMarked;

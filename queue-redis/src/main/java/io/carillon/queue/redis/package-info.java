/** The queue between planners and callers, on Redis. Entry point: {@link RedisQueue}. */
@NullMarked
package io.carillon.queue.redis;

import org.jspecify.annotations.NullMarked;

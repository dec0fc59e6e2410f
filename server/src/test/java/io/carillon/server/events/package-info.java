@NullMarked
package io.carillon.server.events;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.carillon.server.health;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.carillon.core.port;

import org.jspecify.annotations.NullMarked;

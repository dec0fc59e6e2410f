@NullMarked
package io.carillon.server.log;

import org.jspecify.annotations.NullMarked;

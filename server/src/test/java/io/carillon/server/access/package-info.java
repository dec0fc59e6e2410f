@NullMarked
package io.carillon.server.access;

import org.jspecify.annotations.NullMarked;

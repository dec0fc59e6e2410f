@NullMarked
package io.carillon.server.json;

import org.jspecify.annotations.NullMarked;

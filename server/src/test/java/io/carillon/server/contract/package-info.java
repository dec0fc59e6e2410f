@NullMarked
package io.carillon.server.contract;

import org.jspecify.annotations.NullMarked;

/** JSON in and out: strict reading, and one writer or reader for each thing that the API shows. */
@NullMarked
package io.carillon.server.json;

import org.jspecify.annotations.NullMarked;

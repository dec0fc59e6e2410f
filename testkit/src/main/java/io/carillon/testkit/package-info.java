/** Contract suites that adapters' tests extend, and hand-written fakes that tests share. */
@NullMarked
package io.carillon.testkit;

import org.jspecify.annotations.NullMarked;

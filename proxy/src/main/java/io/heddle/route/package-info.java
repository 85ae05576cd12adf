/// Which way a request goes: pure, from values to a name.
package io.heddle.route;

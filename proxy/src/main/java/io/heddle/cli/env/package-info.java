/// Command `heddle env`: the environment variables by which programs find a proxy.
package io.heddle.cli.env;

/// `heddle explain`: the way of a request, tried out and told step by step.
package io.heddle.cli.explain;

/// Command `heddle explain`: a dry run of one request, reported step by step.
package io.heddle.cli.explain;

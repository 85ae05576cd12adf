/// Results of the benchmark as text and as a picture: Markdown with all figures, and bar charts in
/// SVG.
///
/// The picture is written as text here, since a library for charts would be larger than the proxy.
package io.heddle.lab.report;

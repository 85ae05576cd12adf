/// Test support shared by many packages.
///
/// A codec is tested by a row table in its `…Test` and by [CodecContract] in its `…Properties`;
/// both speak through [Codec].
package io.heddle.support;

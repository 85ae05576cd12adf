package io.heddle.outbound;

import io.heddle.request.Audience;
import io.heddle.request.HttpForm;

/// A stream to send forwarded HTTP requests on.
///
/// @param form in which the one at its other end wants them
/// @param audience whose requests
public record HttpHop(Stream stream, HttpForm form, Audience audience) {}

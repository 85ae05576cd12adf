package io.heddle.outbound;

import io.heddle.request.RequestTargetForm;
import io.heddle.request.ReuseScope;

/// A stream to send forwarded HTTP requests on.
///
/// @param form in which the one at its other end wants them
/// @param audience whose requests
public record HttpHop(Stream stream, RequestTargetForm form, ReuseScope audience) {}

package dev.signet.web;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.cbor.JacksonCborHttpMessageConverter;
import org.springframework.stereotype.Component;

/**
 * Takes CBOR out of what endpoints read and answer. The framework adds it because its
 * library is there; that is so for passkeys, which are written in it.
 */
@Component
final class NoCborAnswers implements ServerHttpMessageConvertersCustomizer {

	@Override
	public void customize(HttpMessageConverters.ServerBuilder builder) {
		builder.configureMessageConvertersList(
				(converters) -> converters.removeIf(JacksonCborHttpMessageConverter.class::isInstance));
	}

}

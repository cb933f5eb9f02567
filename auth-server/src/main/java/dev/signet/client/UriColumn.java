package dev.signet.client;

import java.net.URI;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Addresses are text columns. */
@Converter(autoApply = true)
final class UriColumn implements AttributeConverter<URI, String> {

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable URI uri) {
		return (uri != null) ? uri.toString() : null;
	}

	@Override
	public @Nullable URI convertToEntityAttribute(@Nullable String text) {
		return (text != null) ? URI.create(text) : null;
	}

}

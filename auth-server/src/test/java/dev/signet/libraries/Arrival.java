package dev.signet.libraries;

import java.net.URI;
import java.util.Map;

import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What an app gets when the browser comes back to it.
 *
 * @param url where the browser was sent
 * @param form what it posts there, or null when it just goes there
 */
record Arrival(URI url, Map<String, String> form) {

	/** A parameter of the address, as the app reads it. */
	String parameter(String name) {
		return UriUtils.decode(UriComponentsBuilder.fromUri(this.url).build().getQueryParams().getFirst(name), UTF_8);
	}

}

package dev.signet.selfservice;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.account.AccountId;
import dev.signet.account.DataDownloaded;
import dev.signet.account.OwnData;
import dev.signet.web.PublicAddress;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that is known of a person, as one JSON text for people and programs: what each
 * package tells, in the order of the names. {@code docs/own-data.md} says what it has.
 */
@Component
class OwnDataFile {

	/** Raised when a program that reads the file must be changed. */
	private static final int FORMAT = 1;

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final List<OwnData> parts;

	private final PublicAddress address;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	OwnDataFile(List<OwnData> parts, PublicAddress address, ApplicationEventPublisher events, Clock clock) {
		this.parts = parts.stream().sorted(Comparator.comparing(OwnData::name)).toList();
		this.address = address;
		this.events = events;
		this.clock = clock;
	}

	/** Says that a person gets it now; the owner is to know. */
	@Transactional
	void announce(AccountId accountId) {
		this.events.publishEvent(new DataDownloaded(accountId));
	}

	/** Writes it while it is read, however long it is. */
	void write(AccountId accountId, OutputStream target) {
		Map<String, Object> file = new LinkedHashMap<>();
		file.put("file", new About(FORMAT, this.address.issuer().toString(), this.clock.instant()));
		this.parts.forEach((part) -> file.put(part.name(), part.of(accountId)));
		JSON.writeValue(target, file);
	}

	private record About(int format, String server, Instant madeAt) {
	}

}

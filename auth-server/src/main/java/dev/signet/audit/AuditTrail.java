package dev.signet.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Stores every {@link AuditableEvent} that is published, in the publisher's transaction
 * where there is one: what is rolled back was never done. It is one statement.
 */
@Component
final class AuditTrail {

	/** The key under which the current request's id stands in the logging context. */
	private static final String REQUEST_ID = "requestId";

	private static final int LONGEST_VALUE = 512;

	private final JdbcClient jdbc;

	private final Clock clock;

	AuditTrail(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@EventListener
	void store(AuditableEvent event) {
		Map<String, String> details = event.auditDetails();
		Map<String, String> personal = personal(event);
		this.jdbc
			.sql("""
					with event as (
					  insert into audit_events (id, at, type, account_id, client_id, request_id, details)
					  values (:id, :at, :type, :account, :client, :request, jsonb_object(:detailNames, :detailValues))
					  returning id)
					insert into audit_personal (event_id, details)
					select id, jsonb_object(:personalNames, :personalValues) from event where cardinality(:personalNames) > 0
					""")
			.param("id", UUID.randomUUID())
			.param("at", OffsetDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC))
			.param("type", event.auditType())
			.param("account", event.auditAccount())
			.param("client", storable(event.auditClient()))
			.param("request", storable(MDC.get(REQUEST_ID)))
			.param("detailNames", names(details))
			.param("detailValues", values(details))
			.param("personalNames", names(personal))
			.param("personalValues", values(personal))
			.update();
	}

	private static Map<String, String> personal(AuditableEvent event) {
		Map<String, String> personal = new LinkedHashMap<>(event.auditPersonal());
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			personal.put("address", request.getRemoteAddr());
			String browser = request.getHeader("User-Agent");
			if (browser != null) {
				personal.put("browser", browser);
			}
		}
		return personal;
	}

	private static String[] names(Map<String, String> map) {
		return map.keySet().toArray(String[]::new);
	}

	private static String[] values(Map<String, String> map) {
		return map.values().stream().map(AuditTrail::storable).toArray(String[]::new);
	}

	/** Strangers choose some of these values; PostgreSQL refuses the zero character. */
	private static @Nullable String storable(@Nullable String value) {
		if (value == null) {
			return null;
		}
		String text = value.replace("\u0000", "");
		return (text.length() > LONGEST_VALUE) ? text.substring(0, LONGEST_VALUE) : text;
	}

}

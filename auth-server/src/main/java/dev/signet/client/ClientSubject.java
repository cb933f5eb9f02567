package dev.signet.client;

import java.net.URI;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * How people are named to a client (OpenID Connect Core 1.0 §8).
 *
 * @param subjectType whether all clients know a person by the same name
 * @param sectorIdentifierUri whose host stands for several clients that know a person by
 * one name (§8.1), or null
 */
@Embeddable
record ClientSubject(@Enumerated(EnumType.STRING) SubjectType subjectType, @Nullable URI sectorIdentifierUri) {

	static final ClientSubject PUBLIC = new ClientSubject(SubjectType.PUBLIC, null);

}

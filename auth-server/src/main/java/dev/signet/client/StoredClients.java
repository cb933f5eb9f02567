package dev.signet.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

/**
 * Clients for editing. Reading for use goes through {@link Clients}.
 */
interface StoredClients extends Repository<StoredClient, UUID> {

	Optional<StoredClient> findById(UUID id);

	Optional<StoredClient> findByClientId(String clientId);

	List<StoredClient> findByDeclaredTrue();

	StoredClient saveAndFlush(StoredClient client);

}

// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// A server that answers as DynamoDB does, with bodies that are always the same: HTTP/1.1 with connections that stay open,
// one thread, epoll. It costs so little that what is measured with it is the client.
//
//     server PORT BODIES [PAGES]
//
// A request gets the body BODIES/Operation.json of the operation that its X-Amz-Target names, with the headers that
// DynamoDB sends: the right x-amz-crc32, and a request id that is another one in every answer. Scan is answered in PAGES
// pages: the file is a page without its last brace, and each page but the last gets a LastEvaluatedKey, whose number a
// request sends back. GET /stats answers with counts as JSON. The server listens on the loopback address only, and ends
// with SIGTERM.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_OPERATIONS = 32, MAX_TAIL = 128, ID_DIGITS = 13 };

typedef struct {
  char name[64];
  size_t name_length;
  char *body;
  size_t length;
  uint32_t checksum;  // of the body, not yet inverted: a tail continues it
  bool is_paged;
  uint64_t count;
} Operation;

typedef struct {
  int socket;
  char *in;
  size_t in_length, in_capacity;
  char *out;
  size_t out_length, out_sent, out_capacity;
} Connection;

static Operation operations[MAX_OPERATIONS];
static int operation_count;
static long page_count = 1;
static uint64_t requests, unsigned_requests, unknown_requests, connections;
static volatile sig_atomic_t is_stopping;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void *grown(void *memory, size_t size) {
  void *result = realloc(memory, size);
  if (!result) fail("memory");
  return result;
}

// CRC-32, a byte at a time.
static uint32_t checksum_table[256];

static void make_checksum_table(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; bit++) value = value & 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
    checksum_table[i] = value;
  }
}

static uint32_t checksum(uint32_t state, const char *bytes, size_t count) {
  while (count--) state = checksum_table[(state ^ (unsigned char)*bytes++) & 0xFF] ^ (state >> 8);
  return state;
}

static void load_operation(const char *folder, const char *file, size_t name_length) {
  Operation *operation = &operations[operation_count];
  if (name_length >= sizeof operation->name) return;
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", folder, file);
  FILE *stream = fopen(path, "rb");
  if (!stream || fseek(stream, 0, SEEK_END)) fail(path);
  long length = ftell(stream);
  if (length <= 0) fail(path);
  rewind(stream);
  operation->body = grown(NULL, (size_t)length);
  operation->length = (size_t)length;
  if (fread(operation->body, 1, operation->length, stream) != operation->length) fail(path);
  fclose(stream);
  memcpy(operation->name, file, name_length);
  operation->name_length = name_length;
  operation->is_paged = !strcmp(operation->name, "Scan");
  operation->checksum = checksum(0xFFFFFFFFu, operation->body, operation->length);
  operation_count++;
}

static void load_operations(const char *folder) {
  DIR *directory = opendir(folder);
  if (!directory) fail(folder);
  struct dirent *entry;
  while ((entry = readdir(directory)) && operation_count < MAX_OPERATIONS) {
    const char *dot = strchr(entry->d_name, '.');
    if (dot && !strcmp(dot, ".json") && isupper((unsigned char)entry->d_name[0]))
      load_operation(folder, entry->d_name, (size_t)(dot - entry->d_name));
  }
  closedir(directory);
  if (!operation_count) {
    fprintf(stderr, "there are no bodies in %s\n", folder);
    exit(1);
  }
}

static void append(Connection *connection, const char *bytes, size_t count) {
  if (connection->out_length + count > connection->out_capacity) {
    connection->out_capacity = (connection->out_length + count) * 2;
    connection->out = grown(connection->out, connection->out_capacity);
  }
  memcpy(connection->out + connection->out_length, bytes, count);
  connection->out_length += count;
}

// The page that a scan asks for: the one after that whose number its ExclusiveStartKey has.
static long next_page(const char *body, size_t length) {
  static const char mark[] = "page#";
  const char *found = memmem(body, length, mark, sizeof mark - 1);
  if (!found) return 1;
  long number = 0;
  for (const char *digit = found + sizeof mark - 1; digit < body + length && isdigit((unsigned char)*digit); digit++)
    number = number * 10 + (*digit - '0');
  return number + 1;
}

static size_t page_tail(char *tail, const char *body, size_t length) {
  long page = next_page(body, length);
  if (page >= page_count) return (size_t)snprintf(tail, MAX_TAIL, "}");
  return (size_t)snprintf(
      tail, MAX_TAIL, ",\"LastEvaluatedKey\":{\"pk\":{\"S\":\"customer#00000042\"},\"sk\":{\"S\":\"page#%09ld\"}}}", page);
}

static void answer(Connection *connection, int status, const char *reason, const Operation *operation, const char *tail,
                   size_t tail_length) {
  // The id of DynamoDB's answers: base 32, the same length.
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  char id[ID_DIGITS + 1] = {0};
  uint64_t number = requests;
  for (int i = ID_DIGITS - 1; i >= 0; i--, number >>= 5) id[i] = digits[number & 31];
  char head[512];
  int length = snprintf(head, sizeof head,
                        "HTTP/1.1 %d %s\r\n"
                        "Server: Server\r\n"
                        "Date: Sun, 22 Nov 2026 20:22:18 GMT\r\n"
                        "Content-Type: application/x-amz-json-1.0\r\n"
                        "Content-Length: %zu\r\n"
                        "Connection: keep-alive\r\n"
                        "x-amzn-RequestId: %sAAAAAAAAAAAAAAAAAAAAAAAVV4KQNSO5AEMVJF66Q9ASUAAJG\r\n"
                        "x-amz-crc32: %" PRIu32 "\r\n\r\n",
                        status, reason, operation->length + tail_length, id,
                        ~checksum(operation->checksum, tail, tail_length));
  append(connection, head, (size_t)length);
  append(connection, operation->body, operation->length);
  append(connection, tail, tail_length);
}

static void answer_statistics(Connection *connection) {
  char body[4096], head[128];
  int length = snprintf(body, sizeof body,
                        "{\"requests\":%" PRIu64 ",\"unsigned\":%" PRIu64 ",\"unknown\":%" PRIu64 ",\"connections\":%" PRIu64,
                        requests, unsigned_requests, unknown_requests, connections);
  for (int i = 0; i < operation_count; i++)
    length += snprintf(body + length, sizeof body - (size_t)length, ",\"%s\":%" PRIu64, operations[i].name,
                       operations[i].count);
  length += snprintf(body + length, sizeof body - (size_t)length, "}");
  int head_length = snprintf(head, sizeof head,
                             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", length);
  append(connection, head, (size_t)head_length);
  append(connection, body, (size_t)length);
}

typedef struct {
  size_t body_length;
  Operation *operation;
  bool is_signed, closes, is_chunked;
} Head;

static bool is_header(const char *line, size_t length, const char *name, size_t name_length) {
  return length > name_length && line[name_length] == ':' && !strncasecmp(line, name, name_length);
}
#define IS_HEADER(name) is_header(line, length, name, sizeof name - 1)

static Operation *operation_of(const char *line, size_t length) {
  const char *dot = memrchr(line, '.', length);
  if (!dot) return NULL;
  size_t name_length = (size_t)(line + length - dot - 1);
  for (int i = 0; i < operation_count; i++)
    if (operations[i].name_length == name_length && !memcmp(operations[i].name, dot + 1, name_length))
      return &operations[i];
  return NULL;
}

// Reads the lines from the first one after the request line to `end`, where the empty line begins.
static Head read_head(const char *start, const char *end) {
  Head head = {0};
  const char *newline = memchr(start, '\n', (size_t)(end - start));
  while (newline) {
    const char *line = newline + 1;
    newline = memchr(line, '\n', (size_t)(end + 2 - line));
    if (!newline) break;
    size_t length = (size_t)(newline - line) - 1;
    switch (tolower((unsigned char)line[0])) {
      case 'x':
        if (IS_HEADER("x-amz-target")) head.operation = operation_of(line, length);
        break;
      case 'c':
        if (IS_HEADER("content-length")) head.body_length = strtoul(line + 15, NULL, 10);
        if (IS_HEADER("connection") && memmem(line, length, "close", 5)) head.closes = true;
        break;
      case 'a':
        if (IS_HEADER("authorization"))
          head.is_signed = memmem(line, length, "AWS4-HMAC-SHA256 ", 17) && memmem(line, length, "Signature=", 10);
        break;
      case 't':
        if (IS_HEADER("transfer-encoding")) head.is_chunked = true;
        break;
    }
    if (newline >= end) break;
  }
  return head;
}

// Answers the requests that are there as a whole. Returns false when the connection has to end.
static bool consume(Connection *connection) {
  static Operation unknown = {
      .body = "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\",\"message\":\"There is no body for it.\"}"};
  bool stays_open = true;
  size_t position = 0;
  while (stays_open && position < connection->in_length) {
    char *start = connection->in + position;
    size_t available = connection->in_length - position;
    char *end = memmem(start, available, "\r\n\r\n", 4);
    if (!end) break;
    size_t head_length = (size_t)(end - start) + 4;
    Head head = read_head(start, end);
    if (head.is_chunked) return false;  // no client does this
    if (available < head_length || available - head_length < head.body_length) break;
    requests++;
    stays_open = !head.closes;
    if (available > 10 && !memcmp(start, "GET /stats", 10)) {
      answer_statistics(connection);
    } else if (head.operation) {
      char tail[MAX_TAIL];
      size_t tail_length = head.operation->is_paged ? page_tail(tail, start + head_length, head.body_length) : 0;
      head.operation->count++;
      unsigned_requests += !head.is_signed;
      answer(connection, 200, "OK", head.operation, tail, tail_length);
    } else {
      unknown_requests++;
      unknown.length = strlen(unknown.body);
      unknown.checksum = checksum(0xFFFFFFFFu, unknown.body, unknown.length);
      answer(connection, 400, "Bad Request", &unknown, "", 0);
    }
    position += head_length + head.body_length;
  }
  memmove(connection->in, connection->in + position, connection->in_length - position);
  connection->in_length -= position;
  return stays_open;
}

// Sends what is waiting. Returns 1 when some of it is left, 0 when none is, -1 when the connection is broken.
static int send_out(Connection *connection) {
  while (connection->out_sent < connection->out_length) {
    ssize_t count = send(connection->socket, connection->out + connection->out_sent,
                         connection->out_length - connection->out_sent, MSG_NOSIGNAL);
    if (count < 0) return errno == EAGAIN ? 1 : -1;
    connection->out_sent += (size_t)count;
  }
  connection->out_sent = connection->out_length = 0;
  return 0;
}

static bool receive(Connection *connection) {
  if (connection->in_length == connection->in_capacity) {
    connection->in_capacity *= 2;
    connection->in = grown(connection->in, connection->in_capacity);
  }
  ssize_t count = recv(connection->socket, connection->in + connection->in_length,
                       connection->in_capacity - connection->in_length, 0);
  if (count <= 0) return count < 0 && errno == EAGAIN;
  connection->in_length += (size_t)count;
  return consume(connection);
}

static void accept_all(int listener, int poller) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    Connection *connection = calloc(1, sizeof *connection);
    if (!connection) fail("memory");
    connection->socket = fd;
    connection->in_capacity = 64 * 1024;
    connection->in = grown(NULL, connection->in_capacity);
    connections++;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event)) fail("epoll_ctl");
  }
}

static void serve(Connection *connection, uint32_t events, int poller) {
  bool lives = true;
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) lives = receive(connection);
  int left = send_out(connection);
  if (!lives || left < 0) {
    close(connection->socket);
    free(connection->in);
    free(connection->out);
    free(connection);
  } else if (left || events & EPOLLOUT) {
    struct epoll_event event = {.events = left ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = connection};
    epoll_ctl(poller, EPOLL_CTL_MOD, connection->socket, &event);
  }
}

static void stop(int number) {
  (void)number;
  is_stopping = 1;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: %s PORT BODIES [PAGES]\n", argv[0]);
    return 2;
  }
  if (argc > 3) page_count = strtol(argv[3], NULL, 10);
  make_checksum_table();
  load_operations(argv[2]);
  struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);

  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10)),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) fail("bind");
  int poller = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event)) fail("epoll_ctl");

  struct epoll_event events[256];
  while (!is_stopping) {
    int count = epoll_wait(poller, events, 256, -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < count; i++) {
      if (events[i].data.ptr)
        serve(events[i].data.ptr, events[i].events, poller);
      else
        accept_all(listener, poller);
    }
  }
  return 0;
}

// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The AWS SDK for Go, version 2.
//
//	client ENDPOINT WORK CONCURRENCY COUNT WARMUP    with a work of: get-raw get put-raw put query-raw query batch
//	client ENDPOINT first                            one GetItem, from the start of the process
//
// The variable BODIES names the folder that bench.py has written items.json to.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type Coordinates struct {
	Lat float64 `dynamodbav:"lat"`
	Lon float64 `dynamodbav:"lon"`
}

type Address struct {
	Street  string      `dynamodbav:"street"`
	City    string      `dynamodbav:"city"`
	Zip     string      `dynamodbav:"zip"`
	Primary bool        `dynamodbav:"primary"`
	Geo     Coordinates `dynamodbav:"geo"`
}

type Event struct {
	Ts    int64  `dynamodbav:"ts"`
	Event string `dynamodbav:"event"`
}

type Order struct {
	Pk          string   `dynamodbav:"pk"`
	Sk          string   `dynamodbav:"sk"`
	Name        string   `dynamodbav:"name"`
	Description string   `dynamodbav:"description"`
	Quantity    int      `dynamodbav:"quantity"`
	Price       float64  `dynamodbav:"price"`
	Active      bool     `dynamodbav:"active"`
	Tags        []string `dynamodbav:"tags,stringset"`
	History     []Event  `dynamodbav:"history"`
	Address     Address  `dynamodbav:"address"`
}

type Item = map[string]types.AttributeValue

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func expect(isTrue bool) {
	if !isTrue {
		fmt.Fprintln(os.Stderr, "another answer was expected")
		os.Exit(1)
	}
}

// usage tells the seconds of processor time and the peak memory in kibibytes.
func usage() (float64, int64) {
	var used syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	memory := int64(used.Maxrss)
	if runtime.GOOS == "darwin" {
		memory /= 1024
	}
	return seconds(used.Utime) + seconds(used.Stime), memory
}

// bodyInMemory makes the body of each request one that net/http knows to be in memory. Without it, the SDK of Debian 12
// closes bodies before they are sent when a server answers as soon as one on the same machine does, and net/http then
// drops the connection.
type bodyInMemory struct{ client dynamodb.HTTPClient }

func (b bodyInMemory) Do(request *http.Request) (*http.Response, error) {
	if request.Body != nil {
		body := make([]byte, request.ContentLength)
		if _, err := io.ReadFull(request.Body, body); err != nil {
			return nil, err
		}
		copied := *request
		copied.Body = io.NopCloser(bytes.NewReader(body))
		request = &copied
	}
	return b.client.Do(request)
}

type staticCredentials struct{}

func (staticCredentials) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}, nil
}

// attributeValue reads DynamoDB's JSON, of the kinds that the items have.
func attributeValue(wire map[string]interface{}) types.AttributeValue {
	for kind, value := range wire {
		switch kind {
		case "S":
			return &types.AttributeValueMemberS{Value: value.(string)}
		case "N":
			return &types.AttributeValueMemberN{Value: value.(string)}
		case "BOOL":
			return &types.AttributeValueMemberBOOL{Value: value.(bool)}
		case "SS":
			set := &types.AttributeValueMemberSS{}
			for _, element := range value.([]interface{}) {
				set.Value = append(set.Value, element.(string))
			}
			return set
		case "L":
			list := &types.AttributeValueMemberL{}
			for _, element := range value.([]interface{}) {
				list.Value = append(list.Value, attributeValue(element.(map[string]interface{})))
			}
			return list
		case "M":
			return &types.AttributeValueMemberM{Value: item(value.(map[string]interface{}))}
		}
	}
	panic("a kind of value that no item has")
}

func item(wire map[string]interface{}) Item {
	result := Item{}
	for name, value := range wire {
		result[name] = attributeValue(value.(map[string]interface{}))
	}
	return result
}

func readItems(count int) []Item {
	text, err := os.ReadFile(filepath.Join(os.Getenv("BODIES"), "items.json"))
	check(err)
	var wires []map[string]interface{}
	check(json.Unmarshal(text, &wires))
	var items []Item
	for _, wire := range wires[:count] {
		items = append(items, item(wire))
	}
	return items
}

type subject struct {
	database *dynamodb.Client
	table    *string
	key      Item
	items    []Item
	order    Order
}

func newSubject(endpoint string) *subject {
	client := awshttp.NewBuildableClient().WithTransportOptions(func(transport *http.Transport) {
		// With the default of 10, most connections would be closed after each use.
		transport.MaxIdleConnsPerHost = 128
	})
	return &subject{
		database: dynamodb.New(dynamodb.Options{
			Region:           "us-east-1",
			EndpointResolver: dynamodb.EndpointResolverFromURL(endpoint),
			Credentials:      staticCredentials{},
			HTTPClient:       bodyInMemory{client},
		}),
		table: aws.String("bench"),
		key: Item{
			"pk": &types.AttributeValueMemberS{Value: "customer#00000042"},
			"sk": &types.AttributeValueMemberS{Value: "order#2026-11-22T20:22:18.000Z#000000"},
		},
	}
}

var background = context.Background()

func (s *subject) getRaw() Item {
	output, err := s.database.GetItem(background, &dynamodb.GetItemInput{TableName: s.table, Key: s.key})
	check(err)
	return output.Item
}

func (s *subject) get() {
	var order Order
	check(attributevalue.UnmarshalMap(s.getRaw(), &order))
	expect(order.Quantity == 17)
}

func (s *subject) putRaw(item Item) {
	_, err := s.database.PutItem(background, &dynamodb.PutItemInput{TableName: s.table, Item: item})
	check(err)
}

func (s *subject) put() {
	item, err := attributevalue.MarshalMap(s.order)
	check(err)
	s.putRaw(item)
}

func (s *subject) queryRaw() []Item {
	output, err := s.database.Query(background, &dynamodb.QueryInput{
		TableName: s.table, KeyConditionExpression: aws.String("pk = :p"),
		ExpressionAttributeValues: Item{":p": s.key["pk"]},
	})
	check(err)
	return output.Items
}

func (s *subject) query() {
	var orders []Order
	check(attributevalue.UnmarshalListOfMaps(s.queryRaw(), &orders))
	expect(len(orders) == 100 && orders[99].Quantity == 116)
}

func (s *subject) batch() {
	var requests []types.WriteRequest
	for _, item := range s.items {
		requests = append(requests, types.WriteRequest{PutRequest: &types.PutRequest{Item: item}})
	}
	output, err := s.database.BatchWriteItem(background, &dynamodb.BatchWriteItemInput{
		RequestItems: map[string][]types.WriteRequest{*s.table: requests},
	})
	check(err)
	expect(len(output.UnprocessedItems) == 0)
}

func perform(total, concurrency int, run func()) {
	var group sync.WaitGroup
	for worker := 0; worker < concurrency; worker++ {
		share := total / concurrency
		if worker < total%concurrency {
			share++
		}
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < share; i++ {
				run()
			}
		}()
	}
	group.Wait()
}

func number(text string) int {
	number, err := strconv.Atoi(text)
	check(err)
	return number
}

func main() {
	subject := newSubject(os.Args[1])
	name := os.Args[2]
	if name == "first" {
		subject.get()
		cpu, memory := usage()
		fmt.Printf("{\"first\":true,\"rss_kb\":%d,\"cpu\":%g}\n", memory, cpu)
		return
	}
	concurrency, count, warmup := number(os.Args[3]), number(os.Args[4]), number(os.Args[5])
	subject.items = readItems(25)
	check(attributevalue.UnmarshalMap(subject.items[0], &subject.order))
	run := map[string]func(){
		"get-raw":   func() { expect(len(subject.getRaw()) == 10) },
		"get":       subject.get,
		"put-raw":   func() { subject.putRaw(subject.items[0]) },
		"put":       subject.put,
		"query-raw": func() { expect(len(subject.queryRaw()) == 100) },
		"query":     subject.query,
		"batch":     subject.batch,
	}[name]
	expect(run != nil)
	perform(warmup, concurrency, run)
	before, _ := usage()
	start := time.Now()
	perform(count, concurrency, run)
	wall := time.Since(start).Seconds()
	after, memory := usage()
	fmt.Printf("{\"op\":%q,\"conc\":%d,\"n\":%d,\"wall\":%g,\"cpu\":%g,\"rss_kb\":%d}\n",
		name, concurrency, count, wall, after-before, memory)
}
